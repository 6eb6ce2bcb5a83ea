namespace Banyan.TestKit.Wall;

/// <summary>What a scripted model was asked.</summary>
/// <param name="Kind">Name of the wanted schema, as <c>plan</c>; <c>prose</c> when none was wanted.</param>
/// <param name="Message">The user's message in it.</param>
/// <param name="Text">Everything it was told, roles left out.</param>
public sealed record ModelQuestion(string Kind, string Message, string Text)
{
    /// <summary>Whether it is told of faults in its last plan.</summary>
    public bool IsRepair => Text.Contains("FAULT OF YOUR LAST PLAN", StringComparison.Ordinal);

    /// <summary>The data it is to word or to judge.</summary>
    public string Data => Text[(Text.IndexOf("\nDATA\n", StringComparison.Ordinal) is var at and >= 0 ? at + 6 : Text.Length)..];
}
