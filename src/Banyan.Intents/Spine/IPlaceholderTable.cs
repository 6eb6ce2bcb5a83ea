using System.Text.Json;

namespace Banyan.Intents.Spine;

/// <summary>One run's placeholders.</summary>
internal interface IPlaceholderTable
{
    /// <summary>A step's result with placeholders for fields marked <c>pii</c>, and wherever else the same values stand.</summary>
    JsonElement Hide(StepOutcome outcome);

    /// <summary>Text with placeholders for the run's personal values; what already looks like a placeholder is hidden too, so that nobody can type one.</summary>
    string Hide(string text);

    /// <summary>Text with the values put back. Placeholders that are not this run's stay as they are.</summary>
    string Restore(string text);
}
