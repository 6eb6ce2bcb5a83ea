namespace Banyan.Gateway.Prompts.Experiments;

/// <summary>What is sorted into arms and stays there.</summary>
public enum ExperimentUnit : byte
{
    /// <summary>The end user; requests without one stay out.</summary>
    User,

    /// <summary>The conversation; requests outside one stay out.</summary>
    Conversation,

    /// <summary>The calling application.</summary>
    Service,

    /// <summary>Each request for itself.</summary>
    Request,
}
