using System.Security.Cryptography;
using System.Text;

namespace OrderConnector.Functions.Authenticating;

/// <summary>
/// Proves that a form was shown by us to this very browser: a keyed hash of a secret that only its cookie carries.
/// Another site can send the cookie along, but neither read it nor compute the field. Every instance agrees, and
/// nothing is stored.
/// </summary>
public static class FormProofs
{
    /// <summary>The hidden field.</summary>
    public const string Field = "_proof";

    /// <summary>The field's value for a secret.</summary>
    public static string Of(string secret) => System.Buffers.Text.Base64Url.EncodeToString(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "OrderConnector portal form"u8));

    /// <summary>
    /// Whether a request's form carries the proof; in constant time. A form that is broken or too long carries none.
    /// </summary>
    public static async Task<bool> IsThereAsync(HttpContext context, string token)
    {
        if (!context.Request.HasFormContentType)
        {
            return false;
        }

        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            return CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(form[Field].ToString()), Encoding.UTF8.GetBytes(token));
        }
        catch (Exception exception) when (exception is InvalidDataException
            || (exception is IOException and not BadHttpRequestException))
        {
            return false;
        }
    }
}
