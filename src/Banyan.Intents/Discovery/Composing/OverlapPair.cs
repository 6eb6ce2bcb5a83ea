using Banyan.Intents.Discovery.Definitions;

namespace Banyan.Intents.Discovery.Composing;

/// <summary>What becomes one intent.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Legacy">The legacy side; null when there is none.</param>
/// <param name="Modern">The modern side; null when there is none or it is not granted.</param>
internal sealed record OverlapPair(string Key, IntentDefinition? Legacy, IntentDefinition? Modern)
{
    /// <summary>Both sides, legacy first.</summary>
    public IEnumerable<IntentDefinition> Sides => new[] { Legacy, Modern }.OfType<IntentDefinition>();
}
