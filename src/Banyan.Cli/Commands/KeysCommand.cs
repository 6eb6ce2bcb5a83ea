using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan keys list | create | rotate | revoke</c>.</summary>
internal sealed class KeysCommand(SharedOptions shared, CliContext context)
{
    private const int MostSeconds = 30 * 86_400;
    private static readonly string[] Head = ["ID", "SERVICE", "NAME", "ROLE", "STATUS", "EXPIRES", "LAST USED"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Option<string?> _service = new("--service") { Description = "The application that uses it", HelpName = "NAME" };
    private readonly Option<string?> _name = new("--name") { Description = "What people call the key; the service's name when left out", HelpName = "TEXT" };
    private readonly Option<string[]> _scopes = new("--scopes") { Description = "What it may do, as chat embed models:read", HelpName = "WORD", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _networks = new("--networks") { Description = "Networks it may be used from, as 10.1.0.0/16 or an address alone; anywhere when left out", HelpName = "CIDR", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _models = new("--models") { Description = "Models and aliases it may use, * at the end as wildcard", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _role = new("--role") { Description = "What it is trusted with at most: admin, operator, auditor, developer, viewer or service", HelpName = "ROLE", DefaultValueFactory = _ => "service" };
    private readonly Option<int?> _ending = new("--ending") { Description = "Only those in force that end by themselves within so many days", HelpName = "DAYS" };
    private readonly Option<string> _grace = new("--grace") { Description = "How long the secret it has now works on, as 24h, 7d or 0: at most 30 days", HelpName = "TIME", DefaultValueFactory = _ => "24h" };
    private readonly Argument<string> _id = new("id") { Description = "The key's id, as banyan keys list shows it" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new KeysCommand(shared, context);
        var list = new Command("list", "List keys, newest first, revoked and expired ones too.") { self._service, self._ending };
        list.SetAction(self.ListAsync);
        HelpPage.AddExamples(list, "banyan keys list", "banyan keys list --service billing --json | jq -r '.[].id'", "banyan keys list --ending 30");
        var create = new Command("create", "Make a key, never wider than the one that asks. It is printed this once.") { self._service, self._name, self._scopes, self._models, self._networks, self._role };
        create.SetAction(self.CreateAsync);
        HelpPage.AddExamples(create, "banyan keys create --service billing", "banyan keys create --service search --scopes chat models:read --models fast", "banyan keys create --service ops --role operator");
        self._role.AcceptOnlyFromAmong("admin", "operator", "auditor", "developer", "viewer", "service");
        var rotate = new Command("rotate", "Give a key a new secret, printed this once; the one it has now works on for a time.") { self._id, self._grace };
        rotate.SetAction(self.RotateAsync);
        HelpPage.AddExamples(rotate, "banyan keys rotate Ab12Cd34", "banyan keys rotate Ab12Cd34 --grace 7d", "banyan keys rotate Ab12Cd34 --grace 0 --yes");
        var revoke = new Command("revoke", "Take a key back: refused on every node within two seconds, its running streams cut.") { self._id };
        revoke.SetAction(self.RevokeAsync);
        HelpPage.AddExamples(revoke, "banyan keys revoke Ab12Cd34 --yes");
        return new Command("keys", "Make, list, rotate and take back the keys applications call with.") { list, create, rotate, revoke };
    }

    private Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "KeysList",
        writer =>
        {
            writer.WriteString("service", parsed.GetValue(_service));
            if (parsed.GetValue(_ending) is { } days)
            {
                writer.WriteNumber("ending", days);
            }
        },
        (keys, paint) => TextTable.Write(context.Terminal.Out, paint, Head, [.. keys.EnumerateArray().Select(Row)]),
        cancellationToken);

    private async Task<int> CreateAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_service) is not { } service)
        {
            return Fail(parsed, "keys create wants --service NAME.", "It is the application that will use the key; it is made when there is none of that name.");
        }

        return await _graph.RunAsync(parsed, "KeysCreate", writer => Input(writer, parsed, service), (made, _) => ShowMade(made), cancellationToken);
    }

    private async Task<int> RotateAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_id)!;
        if (Seconds(parsed.GetValue(_grace)!) is not { } grace)
        {
            return Fail(parsed, "--grace wants a time, as 24h, 30m, 7d or 0.", "The old secret works on for so long; 30 days at most.");
        }

        if (grace == 0 && !Consent.Given(parsed, shared, context, $"End every secret the key {id} has now? Whoever uses one is refused within two seconds."))
        {
            return Fail(parsed, $"The key {id} was not rotated.", "Say yes, or give --yes where nobody can be asked.");
        }

        return await _graph.RunAsync(
            parsed,
            "KeysRotate",
            writer =>
            {
                writer.WriteString("id", id);
                writer.WriteNumber("grace", grace);
            },
            (made, _) => ShowRotated(made),
            cancellationToken);
    }

    private async Task<int> RevokeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_id)!;
        if (!Consent.Given(parsed, shared, context, $"Revoke the key {id}? Whoever uses it is refused within two seconds."))
        {
            return Fail(parsed, $"The key {id} was not revoked.", "Say yes, or give --yes where nobody can be asked.");
        }

        return await _graph.RunAsync(
            parsed, "KeysRevoke", writer => writer.WriteString("id", id), (key, _) => context.Terminal.Out.WriteLine($"Key {Members.Text(key, "id")} of {Members.Text(key, "service")} is revoked."), cancellationToken);
    }

    private void Input(Utf8JsonWriter writer, ParseResult parsed, string service)
    {
        writer.WriteStartObject("input");
        writer.WriteString("serviceId", service);
        writer.WriteString("name", parsed.GetValue(_name) ?? service);
        writer.WriteString("role", parsed.GetValue(_role)!.ToUpperInvariant());
        if (parsed.GetValue(_scopes) is { Length: > 0 } || parsed.GetValue(_models) is { Length: > 0 } || parsed.GetValue(_networks) is { Length: > 0 })
        {
            writer.WriteStartObject("scopes");
            Words(writer, "operations", parsed.GetValue(_scopes));
            Words(writer, "models", parsed.GetValue(_models));
            Words(writer, "networks", parsed.GetValue(_networks));
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private void ShowMade(JsonElement made)
    {
        var key = Members.Object(made, "key") ?? default;
        context.Terminal.Error.WriteLine($"Key {Members.Text(key, "id")} for {Members.Text(key, "service")}, in force until {Members.Text(key, "expiresAt")}. It is shown this once:");
        context.Terminal.Out.WriteLine(Members.Text(made, "secret"));
    }

    private void ShowRotated(JsonElement made)
    {
        var key = Members.Object(made, "key") ?? default;
        var old = Members.Text(key, "oldSecretUntil") is { } until ? $"the one before works until {until}" : "those before are refused";
        context.Terminal.Error.WriteLine($"Key {Members.Text(key, "id")} of {Members.Text(key, "service")} has a new secret; {old}. It is shown this once:");
        context.Terminal.Out.WriteLine(Members.Text(made, "secret"));
    }

    private int Fail(ParseResult parsed, string what, string hint) => shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage(what, hint));

    /// <summary>Seconds of a time as people write it: <c>0</c>, <c>90s</c>, <c>30m</c>, <c>24h</c>, <c>7d</c>; null when it is none.</summary>
    private static int? Seconds(string text)
    {
        var unit = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, _ => 0 };
        var isCount = int.TryParse(unit == 0 ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        return isCount && count <= MostSeconds / Math.Max(unit, 1) ? count * Math.Max(unit, 1) : null;
    }

    private static void Words(Utf8JsonWriter writer, string name, string[]? words)
    {
        if (words is { Length: > 0 })
        {
            Members.WriteTexts(writer, name, words.SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
        }
    }

    private static string[] Row(JsonElement key) =>
    [
        Members.Text(key, "id") ?? "",
        Members.Text(key, "service") ?? "",
        Members.Text(key, "name") ?? "",
        (Members.Text(key, "role") ?? "").ToLowerInvariant(),
        Members.Text(key, "status") ?? "",
        Members.Text(key, "expiresAt") ?? "never",
        Members.Text(key, "lastUsedAt") ?? "-",
    ];
}
