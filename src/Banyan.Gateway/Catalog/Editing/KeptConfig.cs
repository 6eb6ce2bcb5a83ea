using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>A <see cref="ConfigLayer"/> as it is written down, secrets in the clear: the file around it is encrypted.</summary>
internal sealed record KeptConfig(Guid? Revision, IReadOnlyList<ConfigEntry> Entries, IReadOnlyList<StoredPrice> Prices, IReadOnlyList<KeptSecret> Secrets)
{
    /// <summary>Writes one down.</summary>
    public static KeptConfig Of(ConfigLayer layer) => new(
        layer.Revision, layer.Entries, layer.Prices, [.. layer.Secrets.Select(secret => new KeptSecret(secret.Provider, secret.Name, secret.Origin, secret.Value.Reveal()))]);

    /// <summary>What was written down.</summary>
    public ConfigLayer ToLayer() => new()
    {
        Revision = Revision,
        Entries = Entries,
        Prices = [.. Prices.Select(AnyCase)],
        Secrets = [.. Secrets.Select(secret => new StoredSecret(secret.Provider, secret.Name, secret.Origin, new Secret(secret.Value)))],
    };

    /// <summary>Service tiers are found in any case; JSON does not tell so.</summary>
    private static StoredPrice AnyCase(StoredPrice price) =>
        price with { Row = price.Row with { ServiceTiers = new Dictionary<string, decimal>(price.Row.ServiceTiers, StringComparer.OrdinalIgnoreCase) } };
}
