using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan services list | save</c>.</summary>
internal sealed class ServicesCommand(SharedOptions shared, CliContext context)
{
    private static readonly string[] Head = ["NAME", "TEAM", "STATUS", "KEYS", "LAST SEEN", "GRANTS"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Argument<string> _name = new("name") { Description = "The service; made when there is none of that name" };
    private readonly Option<string?> _team = new("--team") { Description = "The team that answers for it, made when there is none; empty for none", HelpName = "NAME" };
    private readonly Option<string?> _description = new("--description") { Description = "What it is, in words", HelpName = "TEXT" };
    private readonly Option<string?> _status = new("--status") { Description = "active, or disabled: then its keys are refused", HelpName = "WORD" };
    private readonly (string Member, Option<string[]> Option)[] _grants =
    [
        ("models", Among("--models", "Models its keys may use, * at the end as wildcard")),
        ("aliases", Among("--aliases", "Aliases its keys may use")),
        ("features", Among("--features", "Features its keys may name")),
        ("tools", Among("--tools", "Tools its keys may have run")),
        ("prompts", Among("--prompts", "Prompts its keys may use")),
        ("intents", Among("--intents", "Intents its keys may have done")),
    ];

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new ServicesCommand(shared, context);
        self._status.AcceptOnlyFromAmong("active", "disabled");
        var list = new Command("list", "List calling applications with their team and what bounds their keys, by name.");
        list.SetAction(self.ListAsync);
        HelpPage.AddExamples(list, "banyan services list", "banyan services list --json | jq -r '.[] | select(.status == \"disabled\").name'");
        var save = new Command("save", "Make a service or change one, on every node within two seconds. What is not given stays as it is; a list that is given takes the place of the one before, and '*' in it frees it.") { self._name, self._team, self._description, self._status };
        foreach (var (_, option) in self._grants)
        {
            save.Add(option);
        }

        save.SetAction(self.SaveAsync);
        HelpPage.AddExamples(save, "banyan services save billing --team payments --models fast openai/*", "banyan services save billing --status disabled");
        return new Command("services", "See and bound the applications that call: which models, tools, prompts and intents their keys may use.") { list, save };
    }

    private Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.TableAsync(parsed, "ServicesList", Head, Row, cancellationToken);

    private Task<int> SaveAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.ThenAsync(
        parsed,
        "ServicesList",
        static _ => { },
        services => (writer => Input(writer, parsed, services.EnumerateArray().FirstOrDefault(one => Members.Text(one, "name") == parsed.GetValue(_name))), null),
        "ServicesSave",
        (service, _) => context.Terminal.Out.WriteLine(Printable.Line($"{Members.Text(service, "name")} is {Members.Text(service, "status")}: {Grants(service)}.")),
        cancellationToken);

    private void Input(Utf8JsonWriter writer, ParseResult parsed, JsonElement before)
    {
        writer.WriteStartObject("input");
        writer.WriteString("name", parsed.GetValue(_name));
        if (Members.Count(before, "revision") is { } revision)
        {
            writer.WriteNumber("expectedRevision", revision);
        }

        foreach (var (name, option) in new[] { ("team", _team), ("description", _description), ("status", _status) })
        {
            writer.WriteString(name, parsed.GetValue(option));
        }

        writer.WriteStartObject("grants");
        foreach (var (name, option) in _grants)
        {
            Words(writer, name, parsed.GetValue(option) is { Length: > 0 } given ? given : null, before);
        }

        foreach (var kept in new[] { "assertUser", "dataTerms" })
        {
            if (Members.Object(before, "grants") is { } grants && grants.TryGetProperty(kept, out var value))
            {
                writer.WritePropertyName(kept);
                value.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Words(Utf8JsonWriter writer, string name, string[]? given, JsonElement before)
    {
        var kept = Members.Object(before, "grants") is { } grants && grants.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? Members.Texts(grants, name) : null;
        if ((given ?? kept) is { } words)
        {
            Members.WriteTexts(writer, name, words);
        }
    }

    private static string[] Row(JsonElement service) =>
    [
        Members.Text(service, "name") ?? "",
        Members.Text(service, "team") ?? "",
        Members.Text(service, "status") ?? "",
        Members.Items(service, "keys").Count().ToString(System.Globalization.CultureInfo.InvariantCulture),
        Members.Text(service, "lastSeenAt") ?? "",
        Grants(service),
    ];

    private static string Grants(JsonElement service) => Members.Object(service, "grants") is { } grants && grants.EnumerateObject().Any(member => member.Value.ValueKind != JsonValueKind.Null)
        ? string.Join("; ", grants.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null).Select(member => $"{member.Name} {(member.Value.ValueKind == JsonValueKind.Array ? string.Join(", ", Members.Texts(grants, member.Name)) : member.Value.GetRawText())}"))
        : "bounded by its keys alone";

    private static Option<string[]> Among(string name, string description) => new(name) { Description = description, HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
}
