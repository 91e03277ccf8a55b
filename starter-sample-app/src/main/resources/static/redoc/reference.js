// System fonts: none is fetched from elsewhere.
Redoc.init('../v3/api-docs', {
    expandResponses: '200,201',
    hideDownloadButton: false,
    theme: {typography: {fontFamily: 'system-ui, sans-serif', headings: {fontFamily: 'system-ui, sans-serif'}}},
}, document.getElementById('reference'));
