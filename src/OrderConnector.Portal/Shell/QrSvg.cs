using QRCoder;

namespace OrderConnector.Portal.Shell;

/// <summary>A QR code as a picture within a page: attributes only, nothing a security policy would stop.</summary>
public static class QrSvg
{
    private const int PixelsPerModule = 4;

    /// <summary>The picture of a text, black on white, with its quiet zone.</summary>
    public static string Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(
            PixelsPerModule, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
