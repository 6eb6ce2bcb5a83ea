using System.Text.Json;

namespace Banyan.Intents.Spine;

/// <summary>Makes placeholders for personal fields of a run's results: the same value has the same placeholder all through the run. Implemented by Checking.</summary>
internal interface IPlaceholders
{
    /// <summary>The placeholders of everything that has ended in a run.</summary>
    IPlaceholderSet Of(RunScope scope);
}

/// <summary>The placeholders of one run.</summary>
internal interface IPlaceholderSet
{
    /// <summary>A step's result with every field marked <c>pii</c> as a placeholder; null when it has none.</summary>
    JsonElement? Masked(string stepId);

    /// <summary>Puts the values back, for their owner.</summary>
    string Restore(string text);

    /// <summary>Puts placeholders where the values stand, for what is kept.</summary>
    string Hide(string text);
}
