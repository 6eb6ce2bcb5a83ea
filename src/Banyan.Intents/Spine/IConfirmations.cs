namespace Banyan.Intents.Spine;

/// <summary>Recognises a yes by code, never by a model. Keeps nothing: who stores confirmations asks here. Implemented by Checking.</summary>
internal interface IConfirmations
{
    /// <summary>What a message says to an open confirmation.</summary>
    ConfirmationSaid Read(string text);

    /// <summary>What becomes of an open confirmation.</summary>
    ConfirmationVerdict Decide(OpenConfirmation open, ConfirmationSaid said, Subject by, string conversationId);
}
