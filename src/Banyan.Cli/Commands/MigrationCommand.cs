using System.CommandLine;
using Banyan.Cli.Graph;
using Banyan.Cli.Migration;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan migration board</c>: how far each intent has moved from the old system to the new, and what the figures propose; and what operators decide by it.</summary>
internal sealed class MigrationCommand(SharedOptions shared, CliContext context)
{
    private static readonly string[] Windows = ["1h", "24h", "7d", "30d"];
    private readonly GraphRun _graph = new(shared, context);
    private readonly Option<string> _window = new("--window", "-w") { Description = "Time to look back: 1h, 24h, 7d or 30d", HelpName = "TIME", DefaultValueFactory = _ => "24h" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new MigrationCommand(shared, context);
        self._window.AcceptOnlyFromAmong(Windows);
        var board = new Command("board", "Show each intent's stage, demand, share, speed, errors and mismatches, what is proposed, and what people asked for in vain.") { self._window };
        board.SetAction(self.RunAsync);
        HelpPage.AddExamples(board, "banyan migration board", "banyan migration board --window 7d --json | jq -r '.rows[] | select(.ready) | .intent'");
        var migration = new Command("migration", "Look at the migration from the old system to the new, and decide its next step.") { board };
        foreach (var command in MigrationDecisions.Create(shared, context).Concat(MigrationHistory.Create(shared, context)))
        {
            migration.Add(command);
        }

        return migration;
    }

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "MigrationBoard",
        writer => writer.WriteString("window", parsed.GetValue(_window)),
        (board, paint) => BoardText.Write(context.Terminal.Out, paint, board),
        cancellationToken,
        "board");
}
