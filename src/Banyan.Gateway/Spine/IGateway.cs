namespace Banyan.Gateway.Spine;

/// <summary>The only way in.</summary>
public interface IGateway
{
    /// <summary>Answers an exchange. The answer must be pumped or disposed; a refusal is an answer too.</summary>
    ValueTask<Answer> AskAsync(Exchange exchange, CancellationToken cancellationToken);
}
