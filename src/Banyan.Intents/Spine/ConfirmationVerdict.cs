namespace Banyan.Intents.Spine;

/// <summary>What becomes of a confirmation after a message.</summary>
internal enum ConfirmationVerdict
{
    /// <summary>The message is no answer to it; it waits on.</summary>
    NoAnswer,

    /// <summary>Yes: use it up and go on.</summary>
    Given,

    /// <summary>No: use it up; nothing is done.</summary>
    Declined,

    /// <summary>A wrong code: count the try; it waits on.</summary>
    WrongCode,

    /// <summary>A wrong code once too often: it is cancelled.</summary>
    Cancelled,

    /// <summary>Too late.</summary>
    Expired,

    /// <summary>From another person or conversation, or used up already. Tell nothing of it.</summary>
    Mismatch,
}
