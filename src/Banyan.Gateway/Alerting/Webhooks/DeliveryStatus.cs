namespace Banyan.Gateway.Alerting.Webhooks;

/// <summary>How far a delivery came.</summary>
public enum DeliveryStatus : byte
{
    /// <summary>It waits for its next attempt, or is being attempted.</summary>
    Pending,

    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>Its last attempt failed, or the receiver is gone: nothing more is tried unless somebody asks.</summary>
    Dead,
}
