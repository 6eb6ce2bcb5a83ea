namespace Banyan.Gateway.Prompts.Rendering;

/// <summary>A file that goes with a message.</summary>
/// <param name="Name">Its name; <c>file</c> when none was told.</param>
/// <param name="MediaType">As <c>application/pdf</c>.</param>
/// <param name="Data">Its content in base64; null when <see cref="Url"/> says where it is.</param>
/// <param name="Url">Where it is; null when the content is here.</param>
public sealed record RenderedFile(string Name, string MediaType, string? Data, string? Url);
