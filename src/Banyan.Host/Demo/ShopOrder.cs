namespace Banyan.Host.Demo;

/// <summary>How a service of the Shop is to be started.</summary>
/// <param name="Service">As <c>Orders</c>.</param>
/// <param name="UsualPort">The port it is known by.</param>
/// <param name="Port">The port it takes; 0 for any.</param>
/// <param name="File">Its database.</param>
/// <param name="Directory">Where it announces itself.</param>
internal sealed record ShopOrder(string Service, int UsualPort, int Port, string File, Uri Directory);
