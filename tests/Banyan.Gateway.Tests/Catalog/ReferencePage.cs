using System.Globalization;
using System.Text;
using Banyan.Gateway.Catalog;
using Banyan.Gateway.Catalog.Building;
using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Upstreams;

namespace Banyan.Gateway.Tests.Catalog;

/// <summary>Writes <c>docs/configuration.md</c> from the tables the loader stands on.</summary>
internal static class ReferencePage
{
    private const string Opening = """
        # Configuration

        One file, `./banyan.yaml` or the one `BANYAN_CONFIG` names, in YAML, or in JSON when its name ends in `.json`; then environment variables; later wins.
        Without a file the defaults below hold and the mock provider answers every door. This page is generated from the code and compared with it by a test.

        - **Names** match ignoring case, `-` and `_`. All settings may stand under one root key `llm-orchestrator`.
        - **Variables**: `${VAR}` must be set, `${VAR:-x}` is `x` when `VAR` is absent or empty, `$${` is a literal `${`.
        - **Environment**: `BANYAN__routing__defaultModel=auto` sets `routing.defaultModel`; an item of a list is named by its number from 0; a list or map may be given whole as `[a, b]` or `{a: 1}`, a list of texts also as `a,b`.
        - **Values**: durations `250ms 5s 5m 24h 90d`; sizes `64KB 32MB 1GB` (1 KB is 1,024 bytes); money and prices decimal, in USD; shares from 0 to 1.
        - **Secrets** are never written here: `env:NAME`, `file:/path`, `${NAME}` or `${NAME:-}`. They are read again every 30 s and on reload; while one cannot be read the last good value is kept; placeholders such as `changeme` are refused. A provider whose key is missing is UNCONFIGURED and skipped.
        - **Reload**: a change of the file is taken up within 2 s, as on SIGHUP. The whole document is checked first; with an error nothing changes and `config_rejected` is raised. Running calls keep the configuration they began with. `server`, `storage`, `capture`, `telemetry.otlp` and `telemetry.metricsKey` wait for a restart and say so.
        - **Check**: `banyan check [file]` runs the same checks without starting. Exit status 0 clean, 1 errors (with `--strict` warnings too), 2 wrong usage.

        *Pending* settings are accepted and checked, and obeyed by a later version; using one is warning CFG060.

        """;

    private const string Names = """
        ## Names of models

        A name stands for an alias, else `provider/model` (split at the first slash), else a model of that bare name (of several providers the usable one of lowest `priority` first), else `auto`.
        A provider also serves models nobody declared: `provider/anything` is tried by that name, with unknown abilities and without a price, so that `unpricedModels: block` refuses it until it has one.
        Models of a provider of type `ollama` or with `trust: internal` that have no price cost nothing. Only the mock serves declared models alone, and only by their full names.
        In an alias, another alias divides the share it is given among its targets and lends neither strategy nor fallbacks; a bare name gives its share to the best provider, the others follow it; `*` is every active model of a usable provider.
        `auto`, unless declared, is all of them by cost, latency and quality. While no provider but the mock can be used, `auto` and the default model mean `mock/chat`; otherwise neither ever means the mock.

        Timeouts must rise: `connect` <= `firstToken` <= `total` <= `server.requestTimeout`. Defaults give way to what is written; two written values out of order are an error.

        """;

    private const string MockModels = """
        ## The mock and its faults

        The provider `mock` answers every door without a network: `mock/chat` repeats what it is told, `mock/tools` calls tools and answers a JSON schema, `mock/embed` makes vectors, `mock/priced` is `mock/tools` with a made-up price of 1 USD a million input and 3 USD a million output tokens.
        For trying one's own handling of errors it misbehaves when asked: by words behind a colon, as `mock/chat:delay=2s,cut=3`, or by the same words in `metadata`, as `mock_delay` and `mock_cut`. A word it does not know is a 400.

        """;

    public static string Write()
    {
        var page = new StringBuilder(Opening);
        Variables(page);
        foreach (var section in ConfigSchema.Root.Members)
        {
            page.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## `{section.Name}`{(section.IsPending ? " (pending)" : "")}").AppendLine().AppendLine(section.Effect + ".").AppendLine();
            page.AppendLine("| Setting | Value | Default | Effect |").AppendLine("|---|---|---|---|");
            Rows(page, section, section.Name, isPending: false);
        }

        page.AppendLine().Append(Names);
        Providers(page);
        Mock(page);
        Tables(page);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void Variables(StringBuilder page)
    {
        page.AppendLine().AppendLine("## Environment variables").AppendLine().AppendLine("What the service reads of its environment, beside the `${VAR}` a file names. `banyan` has variables of its own ([command line](cli.md)).").AppendLine();
        page.AppendLine("| Variable | Effect |").AppendLine("|---|---|");
        foreach (var (name, effect) in PlatformVariables.All)
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"| `{name}` | {effect} |");
        }
    }

    private static void Mock(StringBuilder page)
    {
        page.AppendLine().Append(MockModels).AppendLine().AppendLine("| Word | Effect |").AppendLine("|---|---|");
        foreach (var word in MockHelp.Words.Split(", "))
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"| `{word.Split(' ')[0]}` | {word[(word.IndexOf(' ', StringComparison.Ordinal) + 1)..]} |");
        }
    }

    private static void Rows(StringBuilder page, Setting setting, string path, bool isPending)
    {
        var isMarked = isPending || (setting.IsPending && path.Contains('.', StringComparison.Ordinal));
        var isRowed = setting.Kind is not SettingKind.Map || setting.Short is not null || setting.Name.Length == 0;
        if (isRowed && setting.Effect.Length > 0)
        {
            var required = setting.IsRequired ? "**must be given**" : setting.Default.Length > 0 ? $"`{setting.Default}`" : "none";
            var shown = setting.Kind is SettingKind.Map or SettingKind.Table ? "" : required;
            page.AppendLine(CultureInfo.InvariantCulture, $"| `{path}` | {Form(setting)} | {shown} | {setting.Effect}{(isMarked ? " (pending)" : "")} |");
        }

        foreach (var member in setting.Members)
        {
            Rows(page, member, $"{path}.{member.Name}", isMarked);
        }

        if (setting.Item is { } item && item.Kind is SettingKind.Map or SettingKind.Number or SettingKind.Any)
        {
            Rows(page, item, path + (setting.Kind == SettingKind.Table ? ".*" : "[]"), isMarked);
        }
    }

    private static string Form(Setting setting)
    {
        var form = setting.Kind switch
        {
            SettingKind.Flag => "true or false",
            SettingKind.Whole => "whole number" + Bounds(setting),
            SettingKind.Number => "number" + Bounds(setting),
            SettingKind.Money => "USD",
            SettingKind.Duration => "duration",
            SettingKind.Size => "size",
            SettingKind.Word => string.Join(", ", setting.Words.Select(word => $"`{word}`")),
            SettingKind.Address => "http(s) address",
            SettingKind.Secret => "reference to a secret",
            SettingKind.List => setting.Item!.Words.Count > 0 ? "list of " + string.Join(", ", setting.Item.Words.Select(word => $"`{word}`")) : "list",
            SettingKind.Table => "names",
            SettingKind.Map => "map",
            _ => "text",
        };
        return setting.Kind is SettingKind.Map && setting.Short is { } brief ? $"{form} or {(brief.Words.Count > 0 ? $"`{brief.Words[0]}`" : "text")}" : form;
    }

    private static string Bounds(Setting setting)
    {
        var (least, most) = (setting.Least?.ToString("0.######", CultureInfo.InvariantCulture), setting.Most?.ToString("0.######", CultureInfo.InvariantCulture));
        return (least, most) switch
        {
            (null, null) => "",
            (not null, null) => $" from {least}",
            _ => $" {least} to {most}",
        };
    }

    private static void Providers(StringBuilder page)
    {
        page.AppendLine().AppendLine("## Types of providers").AppendLine();
        page.AppendLine("Each is one file in `src/Banyan.Gateway/Catalog/Providers`; adding one that speaks OpenAI chat completions takes such a file and nothing else.").AppendLine();
        page.AppendLine("| Type | Kind | Address | Dialects | Key | Quirks | Built-in models |").AppendLine("|---|---|---|---|---|---|---|");
        foreach (var template in BuiltInCatalogue.Instance.Templates)
        {
            var dialects = string.Join(", ", template.Dialects.Select(id => DialectNames.All.First(dialect => dialect.Id == id).Name));
            var quirks = string.Join(", ", template.Quirks.OrderBy(quirk => quirk.Key, StringComparer.Ordinal).Select(quirk => $"`{quirk.Key}: {quirk.Value}`"));
            var models = string.Join(", ", BuiltInCatalogue.Instance.Models.GetValueOrDefault(template.Name, []).Select(model => $"`{model.Name}`"));
            var names = string.Join(", ", template.OtherNames.Prepend(template.Name).Select(name => $"`{name}`"));
            var address = template.IsInProcess ? "in the process" : template.BaseUrl ?? "must be given";
            page.AppendLine(CultureInfo.InvariantCulture, $"| {names} | {template.Kind} | {address} | {dialects} | {(template.NeedsKey ? "needed" : "none or optional")} | {quirks} | {models} |");
        }
    }

    private static void Tables(StringBuilder page)
    {
        page.AppendLine().AppendLine("## Quirks").AppendLine().AppendLine("| Quirk | Values | Meaning |").AppendLine("|---|---|---|");
        foreach (var quirk in Quirks.All)
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"| `{quirk.Name}` | {(quirk.Values.Count > 0 ? string.Join(", ", quirk.Values.Select(value => $"`{value}`")) : "free")} | {quirk.Effect} |");
        }

        page.AppendLine().AppendLine("## Conditions of routing rules").AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"Fields: {string.Join(", ", Gateway.Catalog.Checks.ConditionFields.All.Select(field => $"`{field}`"))}.");
        page.AppendLine(CultureInfo.InvariantCulture, $"Comparisons: {string.Join(", ", Gateway.Catalog.Checks.ConditionFields.Operators.Select(word => $"`{word}`"))}. Several fields or comparisons in one map must all hold.");
        page.AppendLine().AppendLine("## Problems").AppendLine().AppendLine("Every problem has code, path, line, severity, message and hint; all of them are told at once.").AppendLine();
        page.AppendLine("| Code | Meaning |").AppendLine("|---|---|");
        foreach (var (code, meaning) in ProblemCode.Meanings.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"| {code} | {meaning} |");
        }
    }
}
