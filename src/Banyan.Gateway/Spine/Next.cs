namespace Banyan.Gateway.Spine;

/// <summary>The rest of the row.</summary>
public delegate ValueTask<Answer> Next(Exchange exchange, CancellationToken cancellationToken);
