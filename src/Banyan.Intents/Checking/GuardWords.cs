namespace Banyan.Intents.Checking;

/// <summary>Words a person may read. "Not yours" and "does not exist" are one sentence, so that neither tells what exists.</summary>
internal static class GuardWords
{
    /// <summary>The record is another person's, or there is none.</summary>
    public const string NotYours = "There is nothing of yours under that name or number. I can only show and change what belongs to you.";

    /// <summary>The person may not use the intent, or there is none.</summary>
    public const string NotHere = "That is nothing you can do here.";

    /// <summary>Whose the record is could not be found out.</summary>
    public const string Unproven = "I could not make sure that this belongs to you, so I did nothing. Try again later.";
}
