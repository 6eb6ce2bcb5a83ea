using System.Collections.Frozen;
using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Makes the models: the built-in ones of every provider, with those of the configuration laid over them setting by setting.</summary>
internal sealed class ModelBuilder(Draft draft)
{
    private static readonly AskNeeds[] Flags = [.. Enum.GetValues<AskNeeds>().Where(need => need != AskNeeds.None)];

    public void BuildAll()
    {
        var written = draft.Root.Entries("models").ToDictionary(model => model.Name, model => model.Value, StringComparer.Ordinal);
        foreach (var provider in draft.Providers.Values)
        {
            foreach (var built in BuiltInCatalogue.Instance.Models.GetValueOrDefault(draft.Templates[provider.Name].Name, []))
            {
                written.Remove($"{provider.Name}/{built.Name}", out var over);
                Build(provider, built.Name, over, built);
            }
        }

        foreach (var (name, section) in written.OrderBy(model => model.Key, StringComparer.Ordinal))
        {
            var slash = name.IndexOf('/', StringComparison.Ordinal);
            if (slash > 0 && slash < name.Length - 1 && draft.Providers.TryGetValue(name[..slash], out var provider))
            {
                Build(provider, name[(slash + 1)..], section, null);
            }
            else
            {
                TellUnknownProvider(name, slash, section);
            }
        }
    }

    private void Build(Provider provider, string name, Section? written, BuiltInModel? built)
    {
        var id = $"{provider.Name}/{name}";
        var place = written?.Place ?? new ConfigPlace(ConfigPlace.Join("models", id));
        var settings = new Section(ModelSettings.Model, Merge(place, built?.Settings, written?.Node), place);
        var hasOwnPrice = written?.Has("price") == true;
        var asOf = hasOwnPrice ? null : built?.AsOf;
        var price = PriceReader.Read(settings, id, asOf, draft.Problems);
        var status = settings.Word("status");
        var entry = new ModelEntry
        {
            Provider = provider,
            Name = name,
            DisplayName = settings.TextOrNull("displayName") ?? name,
            Context = settings.WholeOrNull("context"),
            MaxOutput = settings.WholeOrNull("maxOutput"),
            Can = Can(settings),
            Prices = [.. price is not null ? [price] : provider.IsFree ? [PriceRow.Free] : Array.Empty<PriceRow>(), .. draft.Layer.PricesOf(id)],
            Quality = (double)settings.Number("quality"),
            FirstToken = settings.Duration("firstToken"),
            PerToken = settings.Duration("perToken"),
            IsDisabled = status == "disabled",
            IsDeprecated = status == "deprecated",
            Replacement = settings.TextOrNull("replacement"),
            Deployment = settings.TextOrNull("deployment"),
            Traits = settings.Texts("traits").Select(node => node.Text).ToFrozenSet(StringComparer.OrdinalIgnoreCase),
        };
        draft.Models[id] = entry;
        if (written is not null)
        {
            Check(entry, written);
        }
    }

    /// <summary>One map with the members of both; the later wins.</summary>
    private static ConfigNode Merge(ConfigPlace place, ConfigNode? under, ConfigNode? over)
    {
        var members = (over?.Members ?? []).Concat((under?.Members ?? []).Where(member => over?.Find(member.Name) is null));
        return ConfigNode.Map(place, [.. members]);
    }

    private static AskNeeds Can(Section settings)
    {
        if (!settings.Has("can"))
        {
            return AskNeeds.Streaming;
        }

        return settings.Texts("can").Aggregate(AskNeeds.None, (all, node) => all | Flags.First(flag => string.Equals(flag.ToString(), node.Text, StringComparison.OrdinalIgnoreCase)));
    }

    private void Check(ModelEntry entry, Section written)
    {
        if (entry.MaxOutput > 0 && entry.MaxOutput >= entry.Context)
        {
            var at = written.Has("maxOutput") ? written.PlaceOf("maxOutput") : written.PlaceOf("context");
            draft.Problems.Error(ProblemCode.OutputAboveContext, at, $"maxOutput ({entry.MaxOutput}) leaves no room for input in a context of {entry.Context}.", "Lower maxOutput or raise context.");
        }

        if (entry.Prices.Count == 0 && !entry.IsDisabled)
        {
            var isBlocked = draft.Root.Word("unpricedModels") == "block";
            draft.Problems.Warn(ProblemCode.NoPrice, written.PlaceOf("price"), $"{entry.Id} has no price: {(isBlocked ? "it is refused when asked" : "its cost will be unknown")}.", "Add price: { input: ..., output: ... } in USD per million tokens, or price: free.");
        }
    }

    private void TellUnknownProvider(string name, int slash, Section section)
    {
        if (slash <= 0 || slash == name.Length - 1)
        {
            draft.Problems.Error(ProblemCode.UnknownProvider, section.Place, $"\"{name}\" is no full name of a model.", "Write it as provider/model.");
            return;
        }

        // A provider left out for a fault of its own has been told already.
        var provider = name[..slash];
        if (draft.Root.Sub("providers").Node?.Find(provider) is null)
        {
            var near = LooseName.Nearest(provider, draft.Providers.Keys);
            draft.Problems.Error(ProblemCode.UnknownProvider, section.Place, $"There is no provider \"{provider}\".", near is null ? $"Add providers.{provider}." : $"Did you mean {near}? Otherwise add providers.{provider}.");
        }
    }
}
