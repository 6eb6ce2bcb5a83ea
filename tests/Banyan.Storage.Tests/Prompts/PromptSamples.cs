using System.Text.Json;
using Banyan.Gateway.Prompts;

namespace Banyan.Storage.Tests.Prompts;

/// <summary>Prompts for tests.</summary>
internal static class PromptSamples
{
    public const string Tenant = "default";

    public static Prompt Prompt(string name) => new()
    {
        Id = Guid.CreateVersion7(Rows.Noon),
        Tenant = Tenant,
        Name = name,
        Category = "tests",
        CreatedBy = "ada",
        CreatedAt = Rows.Noon,
        UpdatedAt = Rows.Noon,
    };

    public static PromptVersion Version(Prompt prompt) => new()
    {
        Id = Guid.CreateVersion7(Rows.Noon),
        PromptId = prompt.Id,
        Number = 0,
        Status = VersionStatus.Draft,
        Content = new PromptContent { Template = "Say hello." },
        ContentHash = "sha256:1",
        CreatedBy = "ada",
        CreatedAt = Rows.Noon,
    };

    public static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
