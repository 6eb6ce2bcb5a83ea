namespace Banyan.Gateway.Spine;

/// <summary>A kind of provider endpoint.</summary>
public interface IUpstream
{
    /// <summary>The provider kinds it serves, as in the configuration's <c>type</c>.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>Sends the ask of a fork (already in the upstream's language) and gives the answer in that language, head first.</summary>
    ValueTask<Answer> SendAsync(Exchange exchange, CancellationToken cancellationToken);
}
