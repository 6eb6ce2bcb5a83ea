namespace Banyan.Gateway.Tools.Settings;

/// <summary>A place notifications are posted to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">Its address.</param>
/// <param name="KeyRef">Reference of the key that signs what is posted (<c>whsec_...</c>), or of a bearer token; null for neither.</param>
/// <param name="Description">Who reads it, for the model.</param>
public sealed record NotificationChannel(string Name, string Url, string? KeyRef, string? Description);
