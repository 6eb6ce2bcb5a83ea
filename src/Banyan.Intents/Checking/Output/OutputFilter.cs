using Banyan.Intents.Spine;

namespace Banyan.Intents.Checking.Output;

/// <summary>Cleans text on its way to a person, by the links the operator allows.</summary>
internal sealed class OutputFilter(IIntentSettings settings) : IOutputFilter
{
    /// <inheritdoc/>
    public string Clean(string text) => PlainText.Clean(text, settings.Current.AllowedLinks);
}
