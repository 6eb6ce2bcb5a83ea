namespace Banyan.Gateway.Tools.Settings;

/// <summary>Opens references to secrets, anew each time so that a rotated one counts.</summary>
public interface IToolSecrets
{
    /// <summary>The value behind <c>env:NAME</c> or <c>file:/path</c>; null when there is none.</summary>
    string? Reveal(string keyRef);
}
