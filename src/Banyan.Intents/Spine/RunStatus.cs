namespace Banyan.Intents.Spine;

/// <summary>Where a run stands.</summary>
internal enum RunStatus
{
    /// <summary>A plan is there, nothing has run.</summary>
    Planned,

    /// <summary>Waits for a yes.</summary>
    AwaitingConfirmation,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Everything that was to be done is done.</summary>
    Succeeded,

    /// <summary>A part is done.</summary>
    Partial,

    /// <summary>Nothing was done.</summary>
    Failed,

    /// <summary>Stopped by its owner.</summary>
    Cancelled,

    /// <summary>Its confirmation came too late.</summary>
    Expired,
}
