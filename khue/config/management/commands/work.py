from django_tasks_db.management.commands import db_worker


class Command(db_worker.Command):
    """The worker, quiet while all goes well: levels come from the settings, not from the library."""

    help = "Làm các việc nền"

    def configure_logging(self, verbosity):
        pass
