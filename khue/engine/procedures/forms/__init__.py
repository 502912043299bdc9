"""What is asked when a procedure is written and decided. The forms know no deeds; views introduce them."""
