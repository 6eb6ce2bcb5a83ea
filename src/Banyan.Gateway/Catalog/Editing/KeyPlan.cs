using Banyan.Gateway.Catalog.Secrets;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>What a change means for keys: those that are given and forgotten with it, and that none goes to a host it was not given for.</summary>
internal static class KeyPlan
{
    private const int MostSecret = 8_000;

    /// <summary>Adds the key that is given or forgotten. Where it may be sent is known only when the whole is loaded.</summary>
    public static Plan Add(Plan plan, ConfigEdit edit)
    {
        if (edit.Credential is { } given)
        {
            return plan with { Secret = new StoredSecret(edit.Name, given.Name, "", given.Value) };
        }

        // What is kept for a provider goes with its last entry.
        var gone = plan.Layer.Secrets.Where(secret => secret.Provider == edit.Name && edit.Section == "providers" && (secret.Name == edit.Forget || plan.Gone.Count > 0)).ToList();
        return gone.Count == 0 ? plan : plan with { GoneSecrets = gone, Layer = plan.Layer with { Secrets = [.. plan.Layer.Secrets.Except(gone)] } };
    }

    /// <summary>Why a value can be no key; null when it can.</summary>
    public static string? Wrong(NewCredential given) => given.Value.Reveal() switch
    {
        null or "" or { Length: > MostSecret } => $"A key has 1 to {MostSecret} characters.",
        var text when text.Any(c => c is <= ' ' or > '~') => "A key consists of printable ASCII characters without spaces.",
        var text when Placeholders.IsOne(text) => "The key is a placeholder. Give the real one.",
        _ => null,
    };

    /// <summary>Binds a new key to where its provider is, and refuses a change that would send a key elsewhere.</summary>
    public static (Plan Plan, ConfigRefusal? Refusal) Bind(Plan plan, CatalogSnapshot now, CatalogSnapshot next)
    {
        if (Moved(now, next) is { } moved)
        {
            return (plan, ConfigRefusal.Conflict($"The keys of {moved.Name} were given for {StoredSecret.OriginOf(moved.BaseUrl)} and are sent nowhere else. Remove them, change the address, and give the keys anew.", "baseUrl"));
        }

        if (BackendKeys.Moved(now, next) is { } backend)
        {
            return (plan, ConfigRefusal.Conflict($"The secret of the backend {backend} was meant for another host and is sent nowhere else. Take its auth out, change the address, and name the secret anew.", "baseUrl"));
        }

        if (plan.Secret is not { } secret)
        {
            return (plan, null);
        }

        return next.Providers.TryGetValue(secret.Provider, out var provider)
            ? (plan with { Secret = secret with { Origin = StoredSecret.OriginOf(provider.BaseUrl) } }, null)
            : (plan, ConfigRefusal.NotFound($"There is no provider {secret.Provider}."));
    }

    /// <summary>A provider as it is now whose key would be sent to another host.</summary>
    private static Provider? Moved(CatalogSnapshot now, CatalogSnapshot next) =>
        now.Providers.Values.FirstOrDefault(before => before.Keys.Count > 0
            && next.Providers.TryGetValue(before.Name, out var after)
            && StoredSecret.OriginOf(before.BaseUrl) != StoredSecret.OriginOf(after.BaseUrl)
            && after.Keys.Any(key => before.Keys.Any(old => old.Reference == key.Reference)));
}
