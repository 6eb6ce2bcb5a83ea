namespace Banyan.Gateway.Prompts.Experiments;

/// <summary>Where an experiment stands.</summary>
public enum ExperimentStatus : byte
{
    /// <summary>Not started.</summary>
    Draft,

    /// <summary>Sorting units into arms.</summary>
    Running,

    /// <summary>Ended without a winner.</summary>
    Stopped,

    /// <summary>Ended; an arm was promoted.</summary>
    Concluded,
}
