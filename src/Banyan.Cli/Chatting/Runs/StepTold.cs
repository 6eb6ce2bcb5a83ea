using System.Text.Json;
using Banyan.Cli.Http;

namespace Banyan.Cli.Chatting.Runs;

/// <summary>A step as far as the service told of it.</summary>
internal sealed record StepTold
{
    /// <summary>Its id within the plan.</summary>
    public required string Id { get; init; }

    /// <summary>Its place in the plan, from one.</summary>
    public required int Number { get; init; }

    /// <summary>Key of its intent.</summary>
    public required string Intent { get; init; }

    /// <summary>The user's words it hangs on; null for none.</summary>
    public string? When { get; init; }

    /// <summary>Word of its status; null before it was begun.</summary>
    public string? Status { get; init; }

    /// <summary>Who was asked; null when nobody was.</summary>
    public string? Backend { get; init; }

    /// <summary><c>legacy</c> or <c>modern</c>; null when it was not told.</summary>
    public string? Generation { get; init; }

    /// <summary>Its condition with value and evidence; null without one.</summary>
    public JsonElement? Condition { get; init; }

    /// <summary>Code of its problem; null when there is none.</summary>
    public string? Code { get; init; }

    /// <summary>What its problem is; null when there is none.</summary>
    public string? Detail { get; init; }

    /// <summary>The backend's time; null when it was not told.</summary>
    public long? Ms { get; init; }

    /// <summary>The step with what a face of it says.</summary>
    public StepTold Take(JsonElement face) => this with
    {
        Status = Members.Text(face, "status") ?? Status,
        Backend = Members.Text(face, "backend") ?? Backend,
        Generation = Members.Text(face, "generation") ?? Generation,
        Condition = Members.Object(face, "condition") ?? Condition,
        Code = Members.Text(face, "code"),
        Detail = Members.Text(face, "detail"),
        Ms = Members.Count(face, "ms") ?? Ms,
    };
}
