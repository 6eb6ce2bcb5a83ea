namespace Banyan.Gateway.Spine;

/// <summary>A secret value that never prints itself. Thread-safe: rotation replaces the value in place.</summary>
public sealed class Secret(string? value)
{
    private volatile string? _value = value;

    /// <summary>Whether there is a value to send.</summary>
    public bool IsPresent => !string.IsNullOrEmpty(_value);

    /// <summary>Opens the value, for the sender of a request alone; null when there is none.</summary>
    public string? Reveal() => _value;

    /// <summary>Puts a rotated value in place; a null keeps the last good one.</summary>
    public void Replace(string? value) => _value = value ?? _value;

    /// <inheritdoc />
    public override string ToString() => "***";
}
