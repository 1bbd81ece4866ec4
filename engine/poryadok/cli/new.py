"""``poryadok new``: a region's repository, a profile, a mapping."""

from poryadok.cli.groups import lazy_group

__all__ = ["COMMANDS", "command"]

# name -> (module, what the command does); a module is imported when its command runs
COMMANDS = {
    "workspace": ("poryadok.cli.new_workspace", "Папка региона: конфигурация, пример, проверки, README."),
    "profile": ("poryadok.cli.new_profile", "Профиль муниципалитета с тем, что ещё не решено."),
    "mapping": ("poryadok.cli.new_mapping", "Предложить сопоставление по заголовкам и образцу выгрузки."),
}

command = lazy_group(COMMANDS)(
    "new",
    help="Начать новое: папку региона, профиль муниципалитета, сопоставление выгрузки. Чего не сказано "
    "параметрами, спросит – если запущено в терминале; без терминала не спрашивает ничего.",
    subcommand_metavar="ЧТО [АРГУМЕНТЫ]...",
    no_args_is_help=True,
)
