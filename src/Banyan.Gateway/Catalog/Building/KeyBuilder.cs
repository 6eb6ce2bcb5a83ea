using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Catalog.Secrets;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Reads a provider's keys. A secret is only ever referred to; one written into the document is an error.</summary>
internal sealed class KeyBuilder(ISecretSource secrets, IReadOnlyDictionary<string, string> environment, Draft draft)
{
    private Uri? _address;

    /// <summary>The keys that have a value now.</summary>
    /// <param name="provider">The provider's section.</param>
    /// <param name="address">Where they are sent; null for a provider within the process.</param>
    /// <param name="isMissing">Whether a key that must be there is not.</param>
    public IReadOnlyList<ProviderKey> Build(Section provider, Uri? address, out bool isMissing)
    {
        _address = address;
        var keys = new List<ProviderKey>();
        isMissing = false;
        if (provider.Has("apiKey") && provider.Has("keys"))
        {
            draft.Problems.Error(ProblemCode.Duplicate, provider.PlaceOf("apiKey"), "Both apiKey and keys are given.", "Move the key of apiKey into keys.");
        }

        if (provider.Node?.Find("apiKey") is { } single)
        {
            isMissing |= !Add(keys, "default", single, 1, []);
        }

        foreach (var key in provider.Items("keys"))
        {
            var name = key.Text("name");
            if (keys.Exists(other => LooseName.Same(other.Name, name)))
            {
                draft.Problems.Error(ProblemCode.Duplicate, key.PlaceOf("name"), $"The key name \"{name}\" stands twice.", "Give each key of a provider its own name.");
            }
            else if (key.Flag("enabled") && key.Node?.Find("ref") is { } reference)
            {
                isMissing |= !Add(keys, name, reference, key.Whole("weight"), [.. key.Texts("services").Select(node => node.Text)]);
            }
        }

        return keys;
    }

    private bool Add(List<ProviderKey> keys, string name, ConfigNode node, int weight, IReadOnlyList<string> services)
    {
        if (Reference(node, out var isOptional) is not { } reference)
        {
            return isOptional;
        }

        if (draft.Layer.FindSecret(reference) is { } stored && !stored.IsFor(_address))
        {
            draft.Problems.Warn(ProblemCode.UnreadableSecret, node.Place, $"The key {name} was given for {stored.Origin}, not for where this provider is now; it is not sent there.", "Give the key anew.");
            return false;
        }

        var reading = secrets.Read(reference);
        if (reading.IsPlaceholder)
        {
            draft.Problems.Error(ProblemCode.PlaceholderSecret, node.Place, $"The value behind {reference} is a placeholder.", "Put the real key there.");
            return true;
        }

        // A variable that is not set says "this provider is not used here"; the provider tells it. A file that cannot be read is worth a word of its own.
        if (reading.Problem is not null && reference.StartsWith(ReferenceSecrets.FileScheme, StringComparison.Ordinal))
        {
            var keeps = reading.Value is null ? "the provider is UNCONFIGURED until it can" : "the last good value is kept";
            draft.Problems.Warn(ProblemCode.UnreadableSecret, node.Place, $"The secret cannot be read: {reading.Problem}; {keeps}.", "Check the path and its rights.");
        }

        if (reading.Value is null)
        {
            draft.MissingSecrets.Add(reference);
            return isOptional;
        }

        keys.Add(new ProviderKey(name, new Secret(reading.Value), weight, services) { Reference = reference });
        return true;
    }

    /// <summary>Where a secret lies; null when it is not told or wrongly.</summary>
    private string? Reference(ConfigNode node, out bool isOptional)
    {
        isOptional = false;
        var text = node.Text.Trim();
        if (text.Length == 0)
        {
            isOptional = true;
            return null;
        }

        if (ReferenceSecrets.IsReference(text))
        {
            return text;
        }

        // Set by an environment variable of its own: the variable is where it lies.
        if (node.Place.Variable is { } variable && environment.TryGetValue(variable, out var set) && set == node.Text)
        {
            return ReferenceSecrets.EnvironmentScheme + variable;
        }

        if (VariableReference.Whole(text) is { } reference && string.IsNullOrEmpty(reference.Default))
        {
            isOptional = reference.Default is not null;
            return ReferenceSecrets.EnvironmentScheme + reference.Name;
        }

        draft.Problems.Error(ProblemCode.LiteralSecret, node.Place, "A key is written into the configuration.", "Refer to it instead: env:NAME, file:/path or ${NAME}. Then replace the key, since it has been written down.");
        return null;
    }
}
