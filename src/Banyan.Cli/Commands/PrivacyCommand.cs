using System.CommandLine;
using Banyan.Cli.Graph;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan privacy export | erase</c>.</summary>
internal sealed class PrivacyCommand(SharedOptions shared, CliContext context)
{
    private readonly GraphRun _graph = new(shared, context);
    private readonly Option<string> _user = new("--user") { Description = "The person, as callers name them", HelpName = "WHO", Required = true };
    private readonly Option<string> _reason = new("--reason") { Description = "Why; it stands in the audit log", HelpName = "TEXT", Required = true };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new PrivacyCommand(shared, context);
        var erase = new Command("erase", "Erase what is kept of a person: conversations, messages, answers, tool calls. The ledger keeps its figures under a pseudonym. There is no way back.") { self._user, self._reason };
        erase.SetAction(self.EraseAsync);
        HelpPage.AddExamples(erase, "banyan privacy erase --user ada@example.org --reason \"asked for it\" --yes");
        var export = new Command("export", "Print everything that is kept of a person as lines of JSON: conversations, messages, completions, usage, tool calls, runs. Each line says its kind.") { self._user };
        export.SetAction(self.ExportAsync);
        HelpPage.AddExamples(export, "banyan privacy export --user ada@example.org > ada.jsonl", "banyan privacy export --user ada@example.org | jq -c 'select(.kind == \"message\")'");
        return new Command("privacy", "Answer what people may ask of their data.") { export, erase };
    }

    private async Task<int> ExportAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var rows = 0;
        var failure = await _graph.PagesAsync(
            parsed,
            "PrivacyExport",
            writer => writer.WriteString("user", parsed.GetValue(_user)),
            page =>
            {
                foreach (var row in page.GetProperty("nodes").EnumerateArray())
                {
                    context.Terminal.Out.WriteLine(JsonLine.Write(row.WriteTo));
                    rows++;
                }
            },
            cancellationToken);
        var talk = shared.TalkOf(parsed, context, parsed.GetValue(shared.Json));
        if (failure is not null)
        {
            return talk.Fail(rows == 0 ? failure : failure with { Hint = $"{failure.Hint} {rows} rows were printed; the rest is missing.".Trim() });
        }

        talk.Remark(rows == 0 ? $"Nothing is kept of {parsed.GetValue(_user)}." : $"{rows} rows are kept of {parsed.GetValue(_user)}.");
        return (int)ExitCode.Ok;
    }

    private Task<int> EraseAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        Consent.Given(parsed, shared, context, $"Erase what is kept of {parsed.GetValue(_user)}? There is no way back.")
            ? _graph.RunAsync(
                parsed,
                "PrivacyErase",
                writer =>
                {
                    writer.WriteString("user", parsed.GetValue(_user));
                    writer.WriteString("reason", parsed.GetValue(_reason));
                },
                (rows, _) => context.Terminal.Out.WriteLine($"{rows.GetRawText()} rows erased."),
                cancellationToken)
            : Task.FromResult(shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage("Nothing was erased.", "Say yes, or give --yes where nobody can be asked.")));
}
