using Banyan.Gateway.Catalog.Secrets;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>What the database lays over file and environment, as read at one time. Immutable.</summary>
public sealed record ConfigLayer
{
    /// <summary>Nothing.</summary>
    public static ConfigLayer Empty { get; } = new();

    /// <summary>The revision in force; null before the first.</summary>
    public Guid? Revision { get; init; }

    /// <summary>Parts of the configuration, in no particular order.</summary>
    public IReadOnlyList<ConfigEntry> Entries { get; init; } = [];

    /// <summary>Prices, in no particular order.</summary>
    public IReadOnlyList<StoredPrice> Prices { get; init; } = [];

    /// <summary>Keys of providers.</summary>
    public IReadOnlyList<StoredSecret> Secrets { get; init; } = [];

    /// <summary>The entry of a name; null when the database has none.</summary>
    public ConfigEntry? Find(string section, string name) => Entries.FirstOrDefault(entry => entry.Is(section, name));

    /// <summary>A model's prices, ascending.</summary>
    public IEnumerable<PriceRow> PricesOf(string model) => Prices.Where(price => string.Equals(price.Model, model, StringComparison.Ordinal)).OrderBy(price => price.Row.ValidFrom).Select(price => price.Row);

    /// <summary>The key a reference stands for; null when it is none that is kept here.</summary>
    public StoredSecret? FindSecret(string reference) =>
        reference.StartsWith(ReferenceSecrets.StoredScheme, StringComparison.Ordinal) ? Secrets.FirstOrDefault(secret => string.Equals(secret.Reference, reference, StringComparison.Ordinal)) : null;
}
