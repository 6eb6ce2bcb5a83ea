namespace Banyan.Intents.Running.Journal;

/// <summary>Whether an append was written.</summary>
public enum AppendOutcome
{
    /// <summary>It was.</summary>
    Written,

    /// <summary>The run has a later holder, has ended, or is not there: the writer must stop.</summary>
    Late,

    /// <summary>The confirmation was used, cancelled or too old.</summary>
    ConfirmationGone,

    /// <summary>Another confirmation has the code: the writer takes another.</summary>
    CodeTaken,

    /// <summary>Somebody else holds the name that was to be taken with it: the writer waits for its turn.</summary>
    TurnTaken,
}
