using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Secrets;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>What of a setting that leads to a secret may be shown.</summary>
internal static class SecretText
{
    /// <summary>A reference as it is, since it says where and not what; anything else masked.</summary>
    public static string Shown(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0 || ReferenceSecrets.IsReference(trimmed) || VariableReference.Whole(trimmed) is { Default: null or "" } ? text : LayerJson.Mask;
    }
}
