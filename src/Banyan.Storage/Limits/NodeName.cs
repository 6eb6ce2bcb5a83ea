namespace Banyan.Storage.Limits;

/// <summary>The name this process counts under beside others: made anew at each start.</summary>
internal sealed record NodeName(string Text)
{
    /// <summary>Makes one.</summary>
    public static NodeName New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));
}
