namespace Banyan.Gateway.Conversations;

/// <summary>A place in the list of conversations, which begins with the one something was last said in.</summary>
/// <param name="UpdatedAt">When something was last said in the one that stands there.</param>
/// <param name="Id">Its id.</param>
public sealed record ListPlace(DateTimeOffset UpdatedAt, Guid Id);
