using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Filling;

/// <summary>A step that is known to be wanted, and whose arguments are to be found.</summary>
internal sealed class GivenStep
{
    /// <summary>Reads what its definition says.</summary>
    public GivenStep(string id, Intent intent)
    {
        (Id, Intent) = (id, intent);
        Own = ParamNeed.StemsOf(intent.Title);
        About = ParamNeed.StemsOf(intent.Description);
        Needs = [.. intent.Params.Properties.Select(param => new ParamNeed(param.Key, param.Value, intent.Params.Required.Contains(param.Key, StringComparer.Ordinal), Own))];
        Asked = Needs.SelectMany(need => need.Stems).ToHashSet(StringComparer.Ordinal);
        Verbs = [.. new[] { intent.Title, intent.Description }.Select(text => text.Split(' ', 2)[0].ToLowerInvariant()).Concat(NameSplitter.Split(intent.Key.Split('.')[^1]).Take(1)).Where(word => word.Length > 0).Select(Stemmer.Stem)];
    }

    /// <summary>Its id in the plan.</summary>
    public string Id { get; }

    /// <summary>What it does.</summary>
    public Intent Intent { get; }

    /// <summary>Stems of its name.</summary>
    public IReadOnlySet<string> Own { get; }

    /// <summary>Stems of its description.</summary>
    public IReadOnlySet<string> About { get; }

    /// <summary>Stems of its parameters' names.</summary>
    public IReadOnlySet<string> Asked { get; }

    /// <summary>What it may begin with in words.</summary>
    public IReadOnlyList<string> Verbs { get; }

    /// <summary>Its parameters.</summary>
    public IReadOnlyList<ParamNeed> Needs { get; }

    /// <summary>Whether two steps are about the same kind of thing.</summary>
    public bool IsSibling(GivenStep other) => Intent.Family == other.Intent.Family;
}
