namespace Banyan.Intents.Spine;

/// <summary>Recognises a yes by code, never by a model. Keeps nothing: who stores confirmations asks here. Implemented by Checking.</summary>
internal interface IConfirmations
{
    /// <summary>The code of what is confirmed together: four letters and digits, the same for the same hashes.</summary>
    /// <param name="hashes">Hashes of the steps (<see cref="ConfirmationNeed.Hash"/>).</param>
    /// <param name="attempt">0; 1 and more when the code before is taken by another open confirmation of the person.</param>
    string CodeOf(IReadOnlyList<string> hashes, int attempt);

    /// <summary>What a message says to an open confirmation.</summary>
    ConfirmationSaid Read(string text);

    /// <summary>What becomes of an open confirmation.</summary>
    ConfirmationVerdict Decide(OpenConfirmation open, ConfirmationSaid said, Subject by, string conversationId);
}
