namespace Banyan.Intents.Spine;

/// <summary>One parameter of a backend's operation, in the backend's names.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place"><c>path</c>, <c>query</c>, <c>header</c> or <c>body</c>.</param>
/// <param name="IsRequired">Whether it must be sent.</param>
internal sealed record OperationParameter(string Name, string Place, bool IsRequired);
