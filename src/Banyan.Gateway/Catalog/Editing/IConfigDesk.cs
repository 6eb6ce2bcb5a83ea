using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>Where the configuration is changed while it runs. Every change is checked with the whole of file, environment and database, written with its revision and its audit act, in force here when the call returns and on every node within two seconds. Every member may throw <see cref="StoreAwayException"/>.</summary>
public interface IConfigDesk
{
    /// <summary>What the database holds of an entry, as this node knows it; null when it holds nothing.</summary>
    ConfigEntry? Find(string section, string name);

    /// <summary>Changes one entry. The same change twice is one.</summary>
    Task<ConfigRefusal?> EditAsync(ConfigEdit edit, CancellationToken cancellationToken);

    /// <summary>Adds a price to a model's history; what began earlier is never changed.</summary>
    /// <param name="by">Who sets it.</param>
    /// <param name="model">Full name of the model.</param>
    /// <param name="price">As a document writes it under <c>price</c>.</param>
    /// <param name="validFrom">From when; null for now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<(PriceRow? Row, ConfigRefusal? Refusal)> SetPriceAsync(Caller by, string model, JsonElement price, DateTimeOffset? validFrom, CancellationToken cancellationToken);
}
