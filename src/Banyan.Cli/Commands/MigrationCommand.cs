using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Http;
using Banyan.Cli.Migration;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;
using Banyan.Cli.Settings;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan migration board</c>: how far each intent has moved from the old system to the new, and what the figures propose.</summary>
internal sealed class MigrationCommand(SharedOptions shared, CliContext context)
{
    private static readonly string[] Windows = ["1h", "24h", "7d", "30d"];
    private readonly Option<string> _window = new("--window", "-w") { Description = "Time to look back: 1h, 24h, 7d or 30d", HelpName = "TIME", DefaultValueFactory = _ => "24h" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new MigrationCommand(shared, context);
        self._window.AcceptOnlyFromAmong(Windows);
        var board = new Command("board", "Show each intent's stage, demand, share, speed, errors and mismatches, what is proposed, and what people asked for in vain.") { self._window };
        board.SetAction(self.RunAsync);
        HelpPage.AddExamples(board, "banyan migration board", "banyan migration board --window 7d --json | jq -r '.rows[] | select(.ready) | .intent'");
        return new Command("migration", "Look at the migration from the old system to the new.") { board };
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var isJson = parsed.GetValue(shared.Json);
        var talk = shared.TalkOf(parsed, context, isJson);
        var (connection, problem) = ConnectionReader.Read(parsed, shared, context);
        if (connection is null)
        {
            return talk.Fail(problem!);
        }

        JsonDocument? board = null;
        var failure = await TimeBound.RunAsync(
            connection.Timeout,
            context.Time,
            async token =>
            {
                (board, var failed) = await BoardAnswer.GetAsync(new BanyanApi(context.Http, connection), parsed.GetValue(_window)!, token);
                return failed;
            },
            cancellationToken);
        using (board)
        {
            if (board is null)
            {
                return talk.Fail(failure!);
            }

            Show(board.RootElement, isJson, shared.PaintOf(parsed, context));
            return (int)ExitCode.Ok;
        }
    }

    private void Show(JsonElement board, bool isJson, Paint paint)
    {
        if (isJson)
        {
            context.Terminal.Out.WriteLine(JsonLine.Write(board.WriteTo));
        }
        else
        {
            BoardText.Write(context.Terminal.Out, paint, board);
        }
    }
}
