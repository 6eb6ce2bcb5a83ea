namespace Banyan.Cli.Editing;

/// <summary>What came of a key.</summary>
internal enum EditOutcome
{
    /// <summary>Nothing to be seen.</summary>
    Nothing,

    /// <summary>The line looks different.</summary>
    Changed,

    /// <summary>The line is whole.</summary>
    Done,

    /// <summary>Nothing more is typed.</summary>
    Ended,

    /// <summary>Somebody wants to stop; the line is empty now.</summary>
    Interrupted,

    /// <summary>Somebody wants the word completed.</summary>
    Completing,

    /// <summary>Somebody wants the program to stand still.</summary>
    Suspended,

    /// <summary>Somebody wants an empty screen.</summary>
    Cleared,
}
