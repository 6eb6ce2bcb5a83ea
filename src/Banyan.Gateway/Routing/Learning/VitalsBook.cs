using System.Collections.Concurrent;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Learning;

/// <summary>What is known of every model, by full name; outlives changes of the configuration. Names that weigh have an entry of their own under <c>@name</c>.</summary>
internal sealed class VitalsBook
{
    private readonly ConcurrentDictionary<string, ModelVitals> _models = new(StringComparer.Ordinal);

    /// <summary>What the entry of a name that weighs is called.</summary>
    public static string NameOf(string weighed) => "@" + weighed;

    /// <summary>What the entry of a model is called: those that nobody declared share one for each provider, since callers make their names up.</summary>
    public static string NameOf(ModelEntry model) => model.IsDeclared ? model.Id : $"{model.Provider.Name}/*";

    /// <summary>The entry of a model.</summary>
    public ModelVitals Of(ModelEntry model) => Of(NameOf(model));

    /// <summary>The entry of a name.</summary>
    public ModelVitals Of(string model) => _models.GetOrAdd(model, static _ => new ModelVitals());
}
