using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan audit list | export</c>.</summary>
internal sealed class AuditCommand(SharedOptions shared, CliContext context)
{
    private const int PageSize = 200;
    private static readonly string[] Head = ["AT", "ACTOR", "ACTION", "TARGET", "DECISION", "DETAIL"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Option<string?> _principal = new("--principal") { Description = "Only what this one did, as key:Ab12Cd34", HelpName = "WHO" };
    private readonly Option<string?> _action = new("--action") { Description = "Only this, as saveProvider", HelpName = "NAME" };
    private readonly Option<string?> _target = new("--target") { Description = "Only on this, as provider:openai", HelpName = "WHAT" };
    private readonly Option<string?> _since = new("--since") { Description = "From this instant on, as 2026-12-24T18:00:00Z", HelpName = "INSTANT" };
    private readonly Option<string?> _until = new("--until") { Description = "Up to and without this instant", HelpName = "INSTANT" };
    private readonly Option<int> _first = new("--first") { Description = "At most how many", HelpName = "N", DefaultValueFactory = _ => 50 };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new AuditCommand(shared, context);
        var list = new Command("list", "List administrative acts, the newest first.") { self._principal, self._action, self._target, self._since, self._until, self._first };
        list.SetAction(self.ListAsync);
        HelpPage.AddExamples(list, "banyan audit list --principal key:Ab12Cd34 --since 2026-12-24T00:00:00Z", "banyan audit list --action saveProvider --json");
        var export = new Command("export", "Print every act that fits as one line of JSON, the newest first.") { self._principal, self._action, self._target, self._since, self._until };
        export.SetAction(self.ExportAsync);
        HelpPage.AddExamples(export, "banyan audit export --since 2026-12-01T00:00:00Z > audit.jsonl");
        return new Command("audit", "See who changed what.") { list, export };
    }

    private Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "AuditList",
        writer => Which(writer, parsed, parsed.GetValue(_first)),
        (acts, paint) => TextTable.Write(context.Terminal.Out, paint, Head, [.. acts.EnumerateArray().Select(Row)]),
        cancellationToken,
        member: "nodes");

    private async Task<int> ExportAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var failure = await _graph.PagesAsync(
            parsed,
            "AuditList",
            writer => Which(writer, parsed, PageSize),
            page =>
            {
                foreach (var act in page.GetProperty("nodes").EnumerateArray())
                {
                    context.Terminal.Out.WriteLine(JsonLine.Write(act.WriteTo));
                }
            },
            cancellationToken);
        return failure is null ? (int)ExitCode.Ok : shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(failure);
    }

    private void Which(Utf8JsonWriter writer, ParseResult parsed, int first)
    {
        writer.WriteString("actor", parsed.GetValue(_principal));
        writer.WriteString("action", parsed.GetValue(_action));
        writer.WriteString("target", parsed.GetValue(_target));
        writer.WriteNumber("first", first);
        var (since, until) = (parsed.GetValue(_since), parsed.GetValue(_until));
        if (since is not null || until is not null)
        {
            writer.WriteStartObject("range");
            writer.WriteString("from", since ?? "1970-01-01T00:00:00Z");
            writer.WriteString("to", until ?? "9999-01-01T00:00:00Z");
            writer.WriteEndObject();
        }
    }

    private static string[] Row(JsonElement act) =>
    [
        Members.Text(act, "at") ?? "",
        Members.Text(act, "actor") ?? "",
        Members.Text(act, "action") ?? "",
        Members.Text(act, "target") ?? "",
        Members.Text(act, "decision") ?? "",
        Members.Object(act, "detail")?.GetRawText() ?? "",
    ];
}
