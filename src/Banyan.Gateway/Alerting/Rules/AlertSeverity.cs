namespace Banyan.Gateway.Alerting.Rules;

/// <summary>How much an alert matters.</summary>
public enum AlertSeverity : byte
{
    /// <summary>Worth a look some day.</summary>
    Info,

    /// <summary>Worth a look today.</summary>
    Warning,

    /// <summary>Somebody is hurt now.</summary>
    Critical,
}
