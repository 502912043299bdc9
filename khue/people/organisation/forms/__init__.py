"""What people fill in about units, posts and times. The forms know no deeds; views introduce them."""
