using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>Where the configuration is changed while it runs, by callers of the installation's own tenant: it concerns all of them. Every change is checked with the whole of file, environment and database, written with its revision and its audit act, in force here when the call returns and on every node within two seconds. Every member may throw <see cref="StoreAwayException"/>.</summary>
public interface IConfigDesk
{
    /// <summary>What the database holds of an entry, as this node knows it; null when it holds nothing.</summary>
    ConfigEntry? Find(string section, string name);

    /// <summary>Changes one entry. The same change twice is one.</summary>
    Task<ConfigRefusal?> EditAsync(ConfigEdit edit, CancellationToken cancellationToken);

    /// <summary>Puts a whole document in the place of all the database holds, or tells what it would come to.</summary>
    /// <param name="by">Who asks for it.</param>
    /// <param name="document">YAML or JSON. Sections that only the file can set are left out with a warning.</param>
    /// <param name="isTrial">Whether nothing is written.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The revision; one that is not valid changed nothing. A refusal when a key would be sent elsewhere.</returns>
    Task<(ConfigRevision? Revision, ConfigRefusal? Refusal)> ApplyAsync(Caller by, string document, bool isTrial, CancellationToken cancellationToken);

    /// <summary>Reads file, environment and secrets of this node again, at once; when the whole is good it is in force, else everything stays.</summary>
    /// <returns>What was loaded, with what waits for a restart; null for a caller of another tenant than the installation's.</returns>
    Task<LoadedConfig?> ReloadAsync(Caller by, CancellationToken cancellationToken);

    /// <summary>Goes back to what the database held at an earlier revision, prices and keys aside.</summary>
    Task<(ConfigRevision? Revision, ConfigRefusal? Refusal)> RollBackAsync(Caller by, Guid revision, CancellationToken cancellationToken);

    /// <summary>Revisions, the newest first; none for a caller of another tenant than the installation's.</summary>
    Task<IReadOnlyList<ConfigRevision>> RevisionsAsync(Caller by, int first, CancellationToken cancellationToken);

    /// <summary>The configuration in force on this node as JSON: every setting that has a value, secrets masked.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="hasOrigins">Whether each value stands in <c>{"value","origin"}</c>, the origin being <c>default</c>, <c>file</c>, <c>environment</c> or <c>database</c>.</param>
    /// <returns>Null for a caller of another tenant than the installation's.</returns>
    JsonElement? Effective(Caller by, bool hasOrigins);

    /// <summary>Adds a price to a model's history; what began earlier is never changed.</summary>
    /// <param name="by">Who sets it.</param>
    /// <param name="model">Full name of the model.</param>
    /// <param name="price">As a document writes it under <c>price</c>.</param>
    /// <param name="validFrom">From when; null for now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<(PriceRow? Row, ConfigRefusal? Refusal)> SetPriceAsync(Caller by, string model, JsonElement price, DateTimeOffset? validFrom, CancellationToken cancellationToken);
}
