namespace Banyan.Host.Composing;

/// <summary>An answer as it comes, for any number of readers, each from its start.</summary>
internal interface IAnswerTape
{
    /// <summary>Whether its last piece is there.</summary>
    bool HasEnded { get; }
}
