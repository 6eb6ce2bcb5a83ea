namespace Banyan.Gateway.Alerting.Rules;

/// <summary>How an alert stands.</summary>
public enum AlertStatus : byte
{
    /// <summary>It fires, and nobody has said anything.</summary>
    Open,

    /// <summary>It fires, and somebody looks after it: it is not told again.</summary>
    Acknowledged,

    /// <summary>It is over.</summary>
    Resolved,
}
