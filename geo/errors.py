"""The errors that the package raises: one base, few leaves, each also a standard-library error."""


class DurandlineError(Exception):
    """Base of all errors that durandline raises on purpose."""


class InputError(DurandlineError, ValueError):
    """What was given cannot be read or does not fit its schema; the message says what to change."""


class OptionError(InputError):
    """What was asked for does not go together, or is no option that there is; the message says what does."""


class DateError(InputError):
    """A date or instant is not in a form that is understood."""


class UnknownNameError(DurandlineError, LookupError):
    """A crossing, flow, table or other name does not exist; the message lists the nearest that do."""


class OutputExistsError(DurandlineError, FileExistsError):
    """The output file exists and overwriting was not asked for."""


class OutputError(DurandlineError, OSError):
    """The output could not be written; what was there before is untouched."""


class FetchError(DurandlineError, OSError):
    """A file could not be fetched from the network; the message says why and what to do."""
