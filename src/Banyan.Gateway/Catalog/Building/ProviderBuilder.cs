using System.Collections.Frozen;
using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Makes providers out of their settings and the built-in provider each is made from.</summary>
internal sealed class ProviderBuilder(Draft draft, KeyBuilder keys)
{
    public const string MockName = "mock";

    public void BuildAll()
    {
        foreach (var (name, section) in draft.Root.Entries("providers"))
        {
            Build(name, section);
        }

        if (!draft.Providers.ContainsKey(MockName))
        {
            var template = BuiltInCatalogue.Instance.Find(MockName)!;
            draft.Templates[MockName] = template;
            draft.Providers[MockName] = new Provider { Name = MockName, Kind = template.Kind, Dialects = template.Dialects, IsInternal = true, ServesDeclaredModelsOnly = true, Quirks = template.Quirks };
        }
    }

    private void Build(string name, Section section)
    {
        if (name.Length == 0 || name.Contains('/', StringComparison.Ordinal))
        {
            draft.Problems.Error(ProblemCode.WrongType, section.Place, $"\"{name}\" cannot name a provider.", "Use a name without a slash: it stands before the slash of a model's full name.");
        }

        var template = Template(name, section);
        var set = QuirkSet(section);
        if (template is null)
        {
            return;
        }

        var address = Address(section, template, set);
        var held = keys.Build(section, address, out var isMissing);
        var isEnabled = section.Flag("enabled");
        var needsKey = template.NeedsKey || (template.Kind == "openai-compatible" && set?.NeedsKey == true);
        var isConfigured = isEnabled && (held.Count > 0 || (!needsKey && !isMissing));
        if (isEnabled && !isConfigured)
        {
            var at = section.Has("keys") ? section.PlaceOf("keys") : section.Has("apiKey") ? section.PlaceOf("apiKey") : section.Place;
            draft.Problems.Warn(ProblemCode.Unconfigured, at, $"The provider {name} has no key: it is UNCONFIGURED and skipped.", "Set the variable or file its key is read from, or switch it off with enabled: false.");
        }

        draft.Templates[name] = template;
        draft.Providers[name] = new Provider
        {
            Name = name,
            Kind = template.Kind,
            BaseUrl = address,
            Dialects = Dialects(section, template),
            Priority = section.Whole("priority"),
            IsInternal = section.TextOrNull("trust") is null ? template.IsInternal : section.Word("trust") == "internal",
            IsConfigured = isConfigured,
            IsEnabled = isEnabled,
            IsDraining = section.Flag("draining"),
            ServesDeclaredModelsOnly = template.DeclaredModelsOnly,
            Keys = held,
            Timeouts = TimeoutReader.Read(section, draft),
            DataTerms = section.Has("dataTerms") ? Terms(section.Sub("dataTerms")) : null,
            Limits = LimitReader.Bounds(section.Sub("limits")),
            Quirks = ReadQuirks(section, template, set),
        };
    }

    private static DataTerms Terms(Section section) => new(section.Flag("noTraining"), section.DurationOrNull("retention"), section.TextOrNull("region"));

    private ProviderTemplate? Template(string name, Section section)
    {
        var type = section.TextOrNull("type");
        var template = BuiltInCatalogue.Instance.Find(type ?? name);
        if (template is not null)
        {
            return template;
        }

        var known = BuiltInCatalogue.Instance.Templates.Select(built => built.Name).ToList();
        if (type is null)
        {
            draft.Problems.Error(ProblemCode.MissingSetting, section.PlaceOf("type"), $"\"{name}\" is no built-in provider, so its type must be given.", $"Add type: one of {string.Join(", ", known)}.");
        }
        else
        {
            var near = LooseName.Nearest(type, known);
            draft.Problems.Error(ProblemCode.UnknownType, section.PlaceOf("type"), $"There is no provider type \"{type}\".", near is null ? $"Use one of {string.Join(", ", known)}." : $"Did you mean {near}?");
        }

        return null;
    }

    private ProviderTemplate? QuirkSet(Section section)
    {
        if (section.TextOrNull("quirkSet") is not { } name)
        {
            return null;
        }

        var set = BuiltInCatalogue.Instance.Find(name);
        if (set is null)
        {
            var known = BuiltInCatalogue.Instance.Templates.Where(built => built.Kind == "openai-compatible").Select(built => built.Name);
            draft.Problems.Error(ProblemCode.UnknownType, section.PlaceOf("quirkSet"), $"There is no quirk set \"{name}\".", $"Use one of {string.Join(", ", known)}.");
        }

        return set;
    }

    private Uri? Address(Section section, ProviderTemplate template, ProviderTemplate? set)
    {
        if (template.IsInProcess)
        {
            return null;
        }

        if (section.TextOrNull("baseUrl") is { } given)
        {
            return new Uri(given.TrimEnd('/'), UriKind.Absolute);
        }

        if ((template.BaseUrl ?? set?.BaseUrl) is { } known)
        {
            return new Uri(known, UriKind.Absolute);
        }

        // An address that stands there but is no address has been told already.
        draft.Problems.Error(ProblemCode.BadAddress, section.PlaceOf("baseUrl"), "This provider has no address.", "Add baseUrl: https://host/path.");
        return null;
    }

    private IReadOnlyList<DialectId> Dialects(Section section, ProviderTemplate template)
    {
        var told = new List<DialectId>();
        foreach (var node in section.Texts("dialects"))
        {
            if (DialectNames.Find(node.Text) is { } id)
            {
                told.Add(id);
            }
            else
            {
                draft.Problems.Error(ProblemCode.OutOfRange, node.Place, $"There is no dialect \"{node.Text}\".", $"Use one of {string.Join(", ", DialectNames.All.Select(dialect => dialect.Name))}.");
            }
        }

        return told.Count > 0 ? told : template.Dialects;
    }

    private FrozenDictionary<string, string> ReadQuirks(Section section, ProviderTemplate template, ProviderTemplate? set)
    {
        var quirks = new Dictionary<string, string>(template.Quirks, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in set?.Quirks ?? FrozenDictionary<string, string>.Empty)
        {
            quirks[name] = value;
        }

        foreach (var member in section.Sub("quirks").Node?.Members ?? [])
        {
            if (Quirks.Find(member.Name) is not { } quirk)
            {
                var near = LooseName.Nearest(member.Name, Quirks.All.Select(known => known.Name));
                draft.Problems.Error(ProblemCode.BadQuirk, member.Value.Place, $"There is no quirk \"{member.Name}\".", near is null ? $"Known: {string.Join(", ", Quirks.All.Select(known => known.Name))}." : $"Did you mean {near}?");
            }
            else if (!Quirks.Takes(quirk, member.Value.Text))
            {
                draft.Problems.Error(ProblemCode.BadQuirk, member.Value.Place, $"The quirk {quirk.Name} does not take \"{member.Value.Text}\".", quirk.Values.Count > 0 ? $"Use one of {string.Join(", ", quirk.Values)}." : $"It wants: {quirk.Effect}.");
            }
            else
            {
                quirks[quirk.Name] = Quirks.Proper(quirk, member.Value.Text);
            }
        }

        return quirks.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
